import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { ProcessTable } from './process-table.tsx';
import { DisksSection, hasDisks } from './sections/disks.tsx';
import { hasLimits, LimitsSection } from './sections/limits.tsx';
import { MemorySection } from './sections/memory.tsx';
import { NetworkSection } from './sections/network.tsx';
import { hasSensors, SensorsSection } from './sections/sensors.tsx';
import { hasSessions, SessionsSection } from './sections/sessions.tsx';
import { SocketsSection } from './sections/sockets.tsx';
import { sectionId } from './settings.ts';
import { Toolbar } from './toolbar.tsx';

/** A section below the charts. */
interface Section {
  readonly id: string;
  readonly title: string;
  /** Whether the machine has anything to show; by default, it has. */
  readonly isPresent?: () => boolean;
  readonly body: () => ComponentChildren;
}

function ProcessesSection() {
  return (
    <>
      <Toolbar />
      <ProcessTable />
    </>
  );
}

const sections: readonly Section[] = [
  { id: 'processes', title: 'Processes', body: ProcessesSection },
  { id: 'memory', title: 'Memory', body: MemorySection },
  { id: 'disks', title: 'Disks', body: DisksSection, isPresent: hasDisks },
  { id: 'network', title: 'Network', body: NetworkSection },
  { id: 'sockets', title: 'Sockets', body: SocketsSection },
  { id: 'sensors', title: 'Sensors', body: SensorsSection, isPresent: hasSensors },
  { id: 'limits', title: 'Limits', body: LimitsSection, isPresent: hasLimits },
  { id: 'sessions', title: 'Sessions', body: SessionsSection, isPresent: hasSessions },
];

/** Tabs: the arrow keys select the previous or next section. */
function Tabs({ shown, current }: { readonly shown: readonly Section[]; readonly current: Section }) {
  useEffect(() => {
    document.getElementById(`tab-${current.id}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current.id]);
  const select = (index: number) => {
    const section = shown[(index + shown.length) % shown.length] as Section;
    sectionId.value = section.id;
    document.getElementById(`tab-${section.id}`)?.focus();
  };
  const handleKey = (event: KeyboardEvent) => {
    const index = shown.indexOf(current);
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: index + 1,
      ArrowLeft: index - 1,
      Home: 0,
      End: shown.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    select(target);
  };
  return (
    <div class="tabs" role="tablist" aria-label="Sections" onKeyDown={handleKey}>
      {shown.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          aria-selected={current.id === id}
          aria-controls="section"
          tabIndex={current.id === id ? 0 : -1}
          onClick={() => (sectionId.value = id)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}

/** The sections of the machine, one of which is visible. */
export function Sections() {
  const shown = sections.filter(({ isPresent }) => isPresent?.() ?? true);
  const current = (shown.find(({ id }) => id === sectionId.value) ?? shown[0]) as Section;
  const Body = current.body;
  return (
    <div class="sections">
      <Tabs shown={shown} current={current} />
      <section
        id="section"
        role="tabpanel"
        tabIndex={current === sections[0] ? undefined : 0}
        aria-labelledby={`tab-${current.id}`}
        data-section-id={current.id}
        key={current.id}
      >
        <Body />
      </section>
    </div>
  );
}
