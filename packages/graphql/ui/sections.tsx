import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { ProcessTable } from './process-table.tsx';
import { sectionId } from './settings.ts';
import { Toolbar } from './toolbar.tsx';

/** A section beside the charts. */
interface Section {
  readonly id: string;
  readonly title: string;
  /** Whether the machine has anything to show. */
  readonly isPresent: () => boolean;
  readonly body: () => ComponentChildren;
}

const sections: readonly Section[] = [
  {
    id: 'processes',
    title: 'Processes',
    isPresent: () => true,
    body: () => (
      <>
        <Toolbar />
        <ProcessTable />
      </>
    ),
  },
];

/** Tabs: the arrow keys select the previous or next section. */
function Tabs({ shown, current }: { readonly shown: readonly Section[]; readonly current: Section }) {
  const list = useRef<HTMLDivElement>(null);
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
    <div class="tabs" role="tablist" aria-label="Sections" ref={list} onKeyDown={handleKey}>
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
  const shown = sections.filter(({ isPresent }) => isPresent());
  const current = (shown.find(({ id }) => id === sectionId.value) ?? shown[0]) as Section;
  const Body = current.body;
  return (
    <div class="sections">
      <Tabs shown={shown} current={current} />
      <section id="section" role="tabpanel" aria-labelledby={`tab-${current.id}`} data-section-id={current.id}>
        <Body key={current.id} />
      </section>
    </div>
  );
}
