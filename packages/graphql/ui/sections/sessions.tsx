import { formatDuration, formatTimestamp } from '../format.ts';
import { type DataColumn, DataTable } from './data-table.tsx';
import { overview, type Session } from './overview.ts';
import { ProcessLink, Text } from './text.tsx';

function Started({ time }: { readonly time: string }) {
  const seconds = Date.parse(time) / 1000;
  return (
    <>
      {formatTimestamp(seconds)} <span class="hint">{formatDuration(Date.now() / 1000 - seconds)} ago</span>
    </>
  );
}

const columns: readonly DataColumn<Session>[] = [
  { label: 'User', cell: ({ username }) => <Text>{username}</Text> },
  { label: 'Terminal', cell: ({ terminal }) => <Text>{terminal}</Text> },
  { label: 'Remote host', cell: ({ host }) => <Text>{host}</Text> },
  { label: 'Started', cell: ({ started }) => <Started time={started} /> },
  { label: 'Process', cell: ({ process }) => <ProcessLink process={process} /> },
];

/** Returns whether anyone is logged in. */
export const hasSessions = (): boolean => (overview.value.data?.sessions ?? []).length > 0;

/** The login sessions. */
export function SessionsSection() {
  const sessions = overview.value.data?.sessions ?? [];
  return <DataTable title="Sessions" columns={columns} items={sessions} itemKey={(_, index) => index} />;
}
