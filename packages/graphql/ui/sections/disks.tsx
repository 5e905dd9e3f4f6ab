import { formatBytes, formatIfKnown, formatPercent, formatRate } from '../format.ts';
import { hasDiskIo } from '../metrics.ts';
import { type DataColumn, DataTable } from './data-table.tsx';
import { type Filesystem, overview } from './overview.ts';
import { type DiskRates, diskRates } from './rates.ts';
import { Meter, Text } from './text.tsx';

/** Usage of a filesystem, or a dash if it cannot be read. */
function Usage({ filesystem: { mountpoint, usage } }: { readonly filesystem: Filesystem }) {
  if (!usage) return <Text>{null}</Text>;
  return (
    <Meter label={`Usage of ${mountpoint}`} percent={usage.percent}>
      {formatPercent(usage.percent)}
    </Meter>
  );
}

const filesystemColumns: readonly DataColumn<Filesystem>[] = [
  { label: 'Mount point', cell: ({ mountpoint }) => <Text>{mountpoint}</Text> },
  { label: 'Usage', cell: (filesystem) => <Usage filesystem={filesystem} /> },
  { label: 'Used', cell: ({ usage }) => formatIfKnown(usage?.used, formatBytes), isNumber: true },
  { label: 'Free', cell: ({ usage }) => formatIfKnown(usage?.free, formatBytes), isNumber: true },
  { label: 'Size', cell: ({ usage }) => formatIfKnown(usage?.total, formatBytes), isNumber: true },
  { label: 'Inodes', cell: ({ usage }) => formatIfKnown(usage?.inodes?.percent, formatPercent), isNumber: true },
  { label: 'Type', cell: ({ fstype }) => <Text>{fstype}</Text> },
  { label: 'Device', cell: ({ device }) => <Text>{device}</Text> },
];

const diskColumns: readonly DataColumn<DiskRates>[] = [
  { label: 'Disk', cell: ({ name }) => <Text>{name}</Text> },
  { label: 'Busy', cell: ({ busyPercent }) => formatIfKnown(busyPercent, formatPercent), isNumber: true },
  { label: 'Read', cell: ({ readBytes }) => formatRate(readBytes), isNumber: true },
  { label: 'Write', cell: ({ writeBytes }) => formatRate(writeBytes), isNumber: true },
  { label: 'Reads/s', cell: ({ readCount }) => readCount.toFixed(1), isNumber: true },
  { label: 'Writes/s', cell: ({ writeCount }) => writeCount.toFixed(1), isNumber: true },
];

/** Mounted filesystems of physical devices, the fullest first; those of unknown usage last. */
export const filesystems = (): readonly Filesystem[] =>
  (overview.value.data?.disks?.partitions ?? []).toSorted(
    (a, b) => (b.usage?.percent ?? -1) - (a.usage?.percent ?? -1),
  );

/** Returns whether the machine has any disk or filesystem. */
export const hasDisks = (): boolean => filesystems().length > 0 || hasDiskIo.value;

/** Whether a disk is shown: the many loop and RAM devices of a machine only while they are used. */
const isShown = ({ name, readCount, writeCount }: DiskRates) =>
  readCount + writeCount > 0 || !/^z?(loop|ram)\d+$/.test(name);

/** Usage of the filesystems, and I/O rates of the disks. */
export function DisksSection() {
  return (
    <>
      {filesystems().length > 0 && (
        <DataTable
          title="Filesystems"
          columns={filesystemColumns}
          items={filesystems()}
          itemKey={({ mountpoint }) => mountpoint}
        />
      )}
      <DataTable
        title="Disk I/O"
        columns={diskColumns}
        items={diskRates.value.filter(isShown)}
        itemKey={({ name }) => name}
      />
    </>
  );
}
