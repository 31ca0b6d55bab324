import { useState } from 'preact/hooks';
import { CallFailed, calls } from '../live/calls';
import { usePaging, useAnswer } from '../live/pages';
import { lacks, person } from '../live/person';
import { now } from '../live/state';
import { clock } from '../logic/format';
import { ROLES, type PersonRole } from '../logic/roles';
import type { ApiToken, ListApiTokensResponse, ListUsersResponse, PutUserResponse, User } from '../messages';
import { Confirm } from '../parts/Confirm';
import { Command } from '../parts/Empty';
import { Grid } from '../parts/Grid';
import { Pager } from '../parts/Pager';
import { Ago } from '../parts/Time';
import { Page } from './Page';

const DAY_MS = 86_400_000;
const failed = (thrown: unknown) => (thrown instanceof CallFailed ? thrown.message : String(thrown));

/** Who may sign in, and the tokens of programs. */
export function PeoplePage() {
  const why = lacks('admin');
  return (
    <Page title="People" lead="Who may sign in, and the tokens with which programs act. What each of them changes is told with its name in the events.">
      {why ? <p class="failure">{why}</p> : <People />}
    </Page>
  );
}

function People() {
  const [turn, setTurn] = useState(0);
  const changed = () => setTurn(turn + 1);
  return (
    <>
      <Users key={`users-${turn}`} changed={changed} />
      <AddUser changed={changed} />
      <Tokens key={`tokens-${turn}`} changed={changed} />
      <AddToken changed={changed} />
    </>
  );
}

function RoleField({ role, choose }: { role: PersonRole; choose(role: PersonRole): void }) {
  return (
    <label class="field">
      Role
      <select value={role} onChange={(e) => choose(e.currentTarget.value as PersonRole)}>
        {ROLES.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </label>
  );
}

function Users({ changed }: { changed(): void }) {
  const paging = usePaging('');
  const { answer, failure } = useAnswer<ListUsersResponse>('ListUsers', { pageSize: 50, pageToken: paging.token });
  return (
    <section class="sheet">
      <h2>Users</h2>
      {failure && <p class="failure">{failure}</p>}
      {answer?.users.length === 0 && <p class="dim">Nobody may sign in by name yet. Add the first one below.</p>}
      {answer && answer.users.length > 0 && (
        <Grid label="Users">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Role</th>
              <th scope="col">Deployments</th>
              <th scope="col">Codes</th>
              <th scope="col">Last seen</th>
              <th scope="col" class="number">
                Change
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.users.map((user) => (
              <UserRow key={user.name} user={user} changed={changed} />
            ))}
          </tbody>
        </Grid>
      )}
      <Pager page={paging.page} next={answer?.nextPageToken} previous={paging.previous} toNext={paging.next} />
    </section>
  );
}

function UserRow({ user, changed }: { user: User; changed(): void }) {
  const [failure, setFailure] = useState('');
  const setRole = (role: string) =>
    calls.putUser({ name: user.name, role: role as PersonRole }).then(changed, (thrown: unknown) => setFailure(failed(thrown)));
  const me = user.name === person.value?.name;
  return (
    <tr>
      <th scope="row">
        {user.name}
        {me && <small>you</small>}
      </th>
      <td>
        <select
          aria-label={`Role of ${user.name}`}
          value={user.role}
          disabled={me}
          title={me ? 'Another admin changes your role.' : undefined}
          onChange={(e) => void setRole(e.currentTarget.value)}
        >
          {ROLES.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        {failure && <small class="failure">{failure}</small>}
      </td>
      <td>{user.deployments.join(', ') || 'all'}</td>
      <td>{user.codes ? 'asked for' : 'none'}</td>
      <td>{user.seenAtMs ? <Ago atMs={user.seenAtMs} /> : 'not signed in'}</td>
      <td>
        <div class="row-actions">
          <Confirm
            needs="admin"
            action="Delete"
            title={`Delete ${user.name}?`}
            consequence={`${user.name} is signed out at once and cannot sign in any more. Reviews and events keep the name.`}
            danger
            disabled={me}
            run={() => calls.deleteUser(user.name).then(changed)}
          />
        </div>
      </td>
    </tr>
  );
}

function AddUser({ changed }: { changed(): void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<PersonRole>('viewer');
  const [password, setPassword] = useState('');
  const [codes, setCodes] = useState(false);
  const [failure, setFailure] = useState('');
  const [stored, setStored] = useState<PutUserResponse>();
  const add = async (event: Event) => {
    event.preventDefault();
    setFailure('');
    setStored(undefined);
    try {
      setStored(await calls.putUser({ name: name.trim(), role, password, ...(codes ? { codes: 'new-secret' as const } : {}) }));
      setName('');
      setPassword('');
      changed();
    } catch (thrown) {
      setFailure(failed(thrown));
    }
  };
  return (
    <section class="sheet">
      <h2>Add a user, or give one a new password</h2>
      <form class="people-form" onSubmit={add}>
        <label class="field">
          Name
          <input type="text" autocomplete="off" maxLength={64} required value={name} onInput={(e) => setName(e.currentTarget.value)} />
        </label>
        <RoleField role={role} choose={setRole} />
        <label class="field">
          Password
          <input
            type="password"
            autocomplete="new-password"
            minLength={10}
            maxLength={200}
            required
            value={password}
            onInput={(e) => setPassword(e.currentTarget.value)}
          />
        </label>
        <label>
          <input type="checkbox" checked={codes} onChange={(e) => setCodes(e.currentTarget.checked)} /> asks for codes of an authenticator app
        </label>
        <button type="submit" class="solid">
          Store
        </button>
        {failure && (
          <p class="failure" role="alert">
            {failure}
          </p>
        )}
        {stored?.user && (
          <div class="told" role="status">
            {stored.user.name} may sign in as {stored.user.role}.
            {stored.codeUri && (
              <>
                {' '}
                Give this to the authenticator app; it is shown this once.
                <Command>{stored.codeUri}</Command>
              </>
            )}
          </div>
        )}
      </form>
    </section>
  );
}

function Tokens({ changed }: { changed(): void }) {
  const paging = usePaging('');
  const { answer, failure } = useAnswer<ListApiTokensResponse>('ListApiTokens', { pageSize: 50, pageToken: paging.token });
  return (
    <section class="sheet">
      <h2>API tokens</h2>
      {failure && <p class="failure">{failure}</p>}
      {answer?.tokens.length === 0 && <p class="dim">No program has a token.</p>}
      {answer && answer.tokens.length > 0 && (
        <Grid label="API tokens">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Role</th>
              <th scope="col">Made by</th>
              <th scope="col">Ends</th>
              <th scope="col" class="number">
                Change
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.tokens.map((token) => (
              <TokenRow key={token.id} token={token} changed={changed} />
            ))}
          </tbody>
        </Grid>
      )}
      <Pager page={paging.page} next={answer?.nextPageToken} previous={paging.previous} toNext={paging.next} />
    </section>
  );
}

function TokenRow({ token, changed }: { token: ApiToken; changed(): void }) {
  return (
    <tr>
      <th scope="row">
        {token.name}
        <small>{token.id}</small>
      </th>
      <td>{token.role}</td>
      <td>
        {token.createdBy} <small><Ago atMs={token.createdAtMs} /></small>
      </td>
      <td>{token.expiresAtMs <= now.value ? 'has ended' : clock(token.expiresAtMs, now.value)}</td>
      <td>
        <div class="row-actions">
          <Confirm
            needs="admin"
            action="Revoke"
            title={`Revoke ${token.name}?`}
            consequence="Whatever shows this token is refused from now on."
            danger
            run={() => calls.revokeApiToken(token.id).then(changed)}
          />
        </div>
      </td>
    </tr>
  );
}

function AddToken({ changed }: { changed(): void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<PersonRole>('viewer');
  const [days, setDays] = useState('90');
  const [failure, setFailure] = useState('');
  const [secret, setSecret] = useState('');
  const add = async (event: Event) => {
    event.preventDefault();
    setFailure('');
    setSecret('');
    try {
      const made = await calls.createApiToken({ name: name.trim(), role, lifetimeMs: Math.round(Number(days) * DAY_MS) });
      setSecret(made.secret);
      setName('');
      changed();
    } catch (thrown) {
      setFailure(failed(thrown));
    }
  };
  return (
    <section class="sheet">
      <h2>Make an API token</h2>
      <form class="people-form" onSubmit={add}>
        <label class="field">
          What it is for
          <input type="text" autocomplete="off" maxLength={64} required value={name} onInput={(e) => setName(e.currentTarget.value)} />
        </label>
        <RoleField role={role} choose={setRole} />
        <label class="field">
          Days until it ends
          <input type="text" inputMode="numeric" pattern="[1-9][0-9]{0,3}" required value={days} onInput={(e) => setDays(e.currentTarget.value)} />
        </label>
        <button type="submit" class="solid">
          Make
        </button>
        {failure && (
          <p class="failure" role="alert">
            {failure}
          </p>
        )}
        {secret && (
          <div class="told" role="status">
            This is the token. It is shown this once.
            <Command>{secret}</Command>
          </div>
        )}
      </form>
    </section>
  );
}
