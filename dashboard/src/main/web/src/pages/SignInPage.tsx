import { useEffect, useState } from 'preact/hooks';
import { signIn } from '../live/person';
import { commands } from '../logic/commands';
import { Command } from '../parts/Empty';
import { Mark } from '../parts/Mark';

/** Stands in place of every page until somebody is signed in. */
export function SignInPage() {
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);

  const go = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setFailure(await signIn({ user: user.trim(), password, code: code.replace(/\s/g, '') }));
    setPassword('');
    setCode('');
    setBusy(false);
  };

  useEffect(() => {
    document.title = 'Sign in · Vedette';
    const link = location.pathname === '/sign-in' ? location.hash.slice(1) : '';
    if (!link) return;
    // A code counts once, and does not stay in the address.
    history.replaceState(null, '', '/sign-in');
    setBusy(true);
    void signIn({ link }).then((why) => {
      setFailure(why);
      setBusy(false);
    });
  }, []);

  return (
    <main class="sign-in" id="main">
      <form class="sheet" onSubmit={go} aria-labelledby="sign-in-title">
        <p class="brand">
          <Mark />
          <span>Vedette</span>
        </p>
        <h1 id="sign-in-title">Sign in</h1>
        <label class="field">
          Name
          <input
            type="text"
            name="username"
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            maxLength={64}
            required
            value={user}
            onInput={(e) => setUser(e.currentTarget.value)}
          />
        </label>
        <label class="field">
          Password
          <input
            type="password"
            name="password"
            autocomplete="current-password"
            maxLength={200}
            required
            value={password}
            onInput={(e) => setPassword(e.currentTarget.value)}
          />
        </label>
        <label class="field">
          Code
          <input
            type="text"
            name="code"
            inputMode="numeric"
            autocomplete="one-time-code"
            maxLength={8}
            aria-describedby="code-hint"
            value={code}
            onInput={(e) => setCode(e.currentTarget.value)}
          />
        </label>
        <small id="code-hint">Six digits of your authenticator app, if you have set one up.</small>
        {failure && (
          <p class="failure" role="alert">
            {failure}
          </p>
        )}
        <button type="submit" class="solid" disabled={busy}>
          {busy ? 'Signing in…' : 'Sign in'}
        </button>
        <div class="help">
          <p>No name yet? An admin adds you on the page People, or with</p>
          <Command>{commands.addUser()}</Command>
          <p>Is this your demo? Its user gets an address that signs in with</p>
          <Command>{commands.signInLink()}</Command>
        </div>
      </form>
    </main>
  );
}
