import { escapeInvisible } from './escape.ts';
import { formatPercent } from './format.ts';
import { filesystems } from './sections/disks.tsx';
import { overview } from './sections/overview.ts';
import { batteryText, formatTemperature, temperatures } from './sections/sensors.tsx';
import { sectionId } from './settings.ts';

/** A value in the header, which opens its section. */
interface Vital {
  readonly section: string;
  readonly label: string;
  readonly value: string;
  readonly title?: string;
  readonly isWarning: boolean;
}

/** Percentage from which a filesystem is shown in the header. */
const fullFilesystem = 80;

function fullestFilesystem(): Vital[] {
  const [fullest] = filesystems();
  const percent = fullest?.usage?.percent ?? 0;
  if (!fullest || percent < fullFilesystem) return [];
  return [{ section: 'disks', label: fullest.mountpoint, value: formatPercent(percent), isWarning: percent >= 90 }];
}

function highestTemperature(): Vital[] {
  const [hottest] = temperatures().toSorted((a, b) => b.current - a.current);
  if (!hottest) return [];
  const { chip, label, current, high, critical } = hottest;
  return [
    {
      section: 'sensors',
      label: label || chip,
      value: formatTemperature(current),
      isWarning: current >= (high ?? critical ?? 90),
    },
  ];
}

function battery(): Vital[] {
  const state = overview.value.data?.sensors?.battery;
  if (!state) return [];
  const isLow = state.percent < 15 && !state.powerPlugged;
  return [
    {
      section: 'sensors',
      label: 'Battery',
      value: `${Math.round(state.percent)} %`,
      title: batteryText(state),
      isWarning: isLow,
    },
  ];
}

/** The fullest filesystem, if it is nearly full, the highest temperature and the battery. */
export function Vitals() {
  return (
    <div class="vitals">
      {[...fullestFilesystem(), ...highestTemperature(), ...battery()].map(
        ({ section, label, value, title, isWarning }) => (
          <button
            key={label}
            type="button"
            title={title}
            data-warning={isWarning}
            onClick={() => (sectionId.value = section)}
          >
            <bdi>{escapeInvisible(label)}</bdi> <strong>{value}</strong>
          </button>
        ),
      )}
    </div>
  );
}
