import { formatDuration, formatIfKnown, formatInteger, formatPercent } from '../format.ts';
import { type DataColumn, DataTable } from './data-table.tsx';
import { type Battery, overview, type Temperature } from './overview.ts';
import { Meter, Text } from './text.tsx';

type ChipTemperature = Temperature & { readonly chip: string };
type ChipFan = { readonly chip: string; readonly label: string | null; readonly current: number };
type NamedBattery = Battery & { readonly name: string };

/** Temperatures from which the color changes, if a sensor has no thresholds, in degrees Celsius. */
const [defaultHigh, defaultCritical] = [80, 95];

/** All temperatures of a machine. */
export const temperatures = (): ChipTemperature[] =>
  (overview.value.data?.sensors?.temperatures ?? []).flatMap(({ name, temperatures: all }) =>
    all.map((temperature) => ({ chip: name, ...temperature })),
  );

const fans = (): ChipFan[] =>
  (overview.value.data?.sensors?.fans ?? []).flatMap(({ name, fans: all }) =>
    all.map((fan) => ({ chip: name, ...fan })),
  );

/** Returns whether the machine has any sensor or battery. */
export const hasSensors = (): boolean =>
  temperatures().length > 0 || fans().length > 0 || Boolean(overview.value.data?.sensors?.battery);

/** Formats a temperature in degrees Celsius. */
export const formatTemperature = (value: number): string => `${Math.round(value)} °C`;

function TemperatureMeter({
  temperature: { chip, label, current, high, critical },
}: {
  readonly temperature: ChipTemperature;
}) {
  const maximum = critical ?? (high === null ? defaultCritical : high + 15);
  return (
    <Meter
      label={`Temperature ${label || chip}`}
      percent={(100 * current) / maximum}
      thresholds={[(100 * (high ?? Math.min(defaultHigh, maximum - 5))) / maximum, 100]}
    >
      {formatTemperature(current)}
    </Meter>
  );
}

const temperatureColumns: readonly DataColumn<ChipTemperature>[] = [
  { label: 'Sensor', cell: ({ chip, label }) => <Text>{label || chip}</Text> },
  { label: 'Temperature', cell: (temperature) => <TemperatureMeter temperature={temperature} /> },
  { label: 'High', cell: ({ high }) => formatIfKnown(high, formatTemperature), isNumber: true },
  { label: 'Critical', cell: ({ critical }) => formatIfKnown(critical, formatTemperature), isNumber: true },
  { label: 'Chip', cell: ({ chip }) => <Text>{chip}</Text> },
];

const fanColumns: readonly DataColumn<ChipFan>[] = [
  { label: 'Fan', cell: ({ chip, label }) => <Text>{label || chip}</Text> },
  { label: 'Speed', cell: ({ current }) => `${formatInteger(current)} RPM`, isNumber: true },
  { label: 'Chip', cell: ({ chip }) => <Text>{chip}</Text> },
];

/** Returns the power source of a battery, or the time left. */
export function batteryText({ secsleft, powerPlugged }: Battery): string {
  if (powerPlugged) return 'on AC power';
  return secsleft !== null && secsleft >= 0 ? `${formatDuration(secsleft)} left` : 'on battery';
}

const batteryColumns: readonly DataColumn<NamedBattery>[] = [
  { label: 'Battery', cell: ({ name }) => <Text>{name}</Text> },
  {
    label: 'Charge',
    cell: ({ name, percent }) => (
      <Meter label={`Charge of ${name}`} percent={percent} thresholds={[101, 101]}>
        {formatPercent(percent)}
      </Meter>
    ),
  },
  { label: 'State', cell: batteryText },
];

/** Temperatures, fans and batteries. */
export function SensorsSection() {
  const key = ({ chip, label }: { readonly chip: string; readonly label: string | null }, index: number) =>
    `${chip} ${label} ${index}`;
  const batteries = overview.value.data?.sensors?.battery?.batteries ?? [];
  return (
    <>
      {temperatures().length > 0 && (
        <DataTable title="Temperatures" columns={temperatureColumns} items={temperatures()} itemKey={key} />
      )}
      {fans().length > 0 && <DataTable title="Fans" columns={fanColumns} items={fans()} itemKey={key} />}
      {batteries.length > 0 && (
        <DataTable title="Batteries" columns={batteryColumns} items={batteries} itemKey={({ name }) => name} />
      )}
    </>
  );
}
