import { keepToken, token } from './api.ts';

function enter(event: SubmitEvent): void {
  event.preventDefault();
  const given = new FormData(event.currentTarget as HTMLFormElement).get('token');
  keepToken(String(given ?? '').trim());
}

/** Asks for the token of the server. */
export function TokenForm() {
  return (
    <main class="token">
      <form onSubmit={enter}>
        <label for="token">Token of this server</label>
        <input id="token" name="token" type="password" autocomplete="off" required autofocus />
        <button type="submit">Show the machine</button>
        {token.value !== '' && <p role="alert">The server does not know that token.</p>}
        <p class="hint">It is kept in this tab until that is closed.</p>
      </form>
    </main>
  );
}
