import { setToken, token } from './graphql-client.ts';

function submit(event: SubmitEvent): void {
  event.preventDefault();
  const value = new FormData(event.currentTarget as HTMLFormElement).get('token');
  setToken(String(value ?? '').trim());
}

/** The form for the access token of the server. */
export function TokenForm() {
  return (
    <main class="token">
      <form onSubmit={submit}>
        <label for="token">Access token</label>
        <input id="token" name="token" type="password" autocomplete="off" required autofocus />
        <button type="submit">Connect</button>
        {token.value !== '' && <p role="alert">The server rejected this token.</p>}
        <p class="hint">The token is stored in this tab until it is closed.</p>
      </form>
    </main>
  );
}
