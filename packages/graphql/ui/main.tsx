import { render } from 'preact';
import { ActionDialog } from './action-dialog.tsx';
import { Charts } from './charts.tsx';
import { Header } from './header.tsx';
import { ProcessPanel } from './process-panel.tsx';
import { Sections } from './sections.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { needsToken } from './stream.ts';
import { TokenForm } from './token-form.tsx';

function App() {
  return (
    <>
      <Header />
      {needsToken.value ? (
        <TokenForm />
      ) : (
        <main>
          <Charts />
          <Sections />
          <ProcessPanel />
        </main>
      )}
      <Shortcuts />
      <ActionDialog />
    </>
  );
}

render(<App />, document.body);
