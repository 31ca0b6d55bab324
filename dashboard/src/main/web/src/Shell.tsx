import { useEffect } from 'preact/hooks';
import { commands, isHere } from './logic/commands';
import { Command, Empty } from './parts/Empty';
import { Icon, type IconName } from './parts/Icon';
import { Keys } from './parts/Keys';
import { Mark } from './parts/Mark';
import { isOpen, lacks, limitedTo, person, signOut } from './live/person';
import { link, needsAttention, summary } from './live/state';
import { go, route } from './navigation';
import { AuditLogPage } from './pages/AuditLogPage';
import { CameraPage } from './pages/CameraPage';
import { DeploymentPage } from './pages/DeploymentPage';
import { DeploymentsPage } from './pages/DeploymentsPage';
import { DevicePage } from './pages/DevicePage';
import { DistillationsPage } from './pages/DistillationsPage';
import { EventsPage } from './pages/EventsPage';
import { FleetPage } from './pages/FleetPage';
import { FramesPage } from './pages/FramesPage';
import { ModelsPage } from './pages/ModelsPage';
import { OverviewPage } from './pages/OverviewPage';
import { Page } from './pages/Page';
import { PeoplePage } from './pages/PeoplePage';
import { QuarantinePage } from './pages/QuarantinePage';
import { ReviewPage } from './pages/ReviewPage';
import { SignInPage } from './pages/SignInPage';
import { StoragePage } from './pages/StoragePage';
import { RolloutsPage } from './pages/RolloutsPage';
import { RoundsPage } from './pages/RoundsPage';
import { TeachersPage } from './pages/TeachersPage';
import { VersionPage } from './pages/VersionPage';
import { VersionsPage } from './pages/VersionsPage';
import { choice, type Choice } from './theme';

const PAGES: { href: string; label: string; icon: IconName; also?: string; needs?: 'admin' }[] = [
  { href: '/', label: 'Overview', icon: 'overview' },
  { href: '/fleet', label: 'Fleet', icon: 'agents', also: 'device camera' },
  { href: '/deployments', label: 'Deployments', icon: 'deployments', also: 'deployment' },
  { href: '/rounds', label: 'Rounds', icon: 'round' },
  { href: '/distillations', label: 'Distillation', icon: 'distillation' },
  { href: '/versions', label: 'Versions', icon: 'versions', also: 'version' },
  { href: '/rollouts', label: 'Rollouts', icon: 'rollout' },
  { href: '/teachers', label: 'Teachers', icon: 'verdicts' },
  { href: '/frames', label: 'Frames', icon: 'frames' },
  { href: '/review', label: 'Review', icon: 'review' },
  { href: '/events', label: 'Events', icon: 'events' },
  { href: '/quarantine', label: 'Quarantine', icon: 'gate' },
  { href: '/storage', label: 'Storage', icon: 'storage' },
  { href: '/people', label: 'People', icon: 'agents', needs: 'admin' },
  { href: '/audit-log', label: 'Audit log', icon: 'events', needs: 'admin' },
];

export function Shell() {
  // Whoever is signed in has nothing to do on the sign-in page.
  const known = !!person.value;
  useEffect(() => {
    if (known && location.pathname === '/sign-in') go('/');
  }, [known]);
  if (person.value === null) return <SignInPage />;
  const here = route.value.page;
  return (
    <>
      <a class="skip" href="#main">
        Skip to content
      </a>
      <div class="shell">
        <header class="side-bar">
          <a class="brand" href="/">
            <Mark />
            <span>Vedette</span>
          </a>
          <nav aria-label="Pages">
            {PAGES.filter((page) => !page.needs || !lacks(page.needs)).map((page) => {
              const current = here === (page.href.slice(1) || 'overview') || page.also?.split(' ').includes(here);
              const badge = page.href === '/events' ? needsAttention.value.length : 0;
              return (
                <a key={page.href} href={page.href} aria-current={current ? 'page' : undefined}>
                  <Icon name={page.icon} />
                  <span>{page.label}</span>
                  {badge > 0 && (
                    <span class="badge" title={`${badge} require attention`}>
                      {badge}
                    </span>
                  )}
                </a>
              );
            })}
          </nav>
          <Status />
        </header>
        <main id="main" tabIndex={-1}>
          <Content />
        </main>
      </div>
    </>
  );
}

const NEXT: Record<Choice, Choice> = { system: 'light', light: 'dark', dark: 'system' };

function Status() {
  const { stream, up, coordinator } = link.value;
  const state = stream === 'paused' ? 'paused' : stream !== 'live' ? stream : up ? 'live' : 'lost';
  return (
    <div class="status">
      <p role="status" class={`stream stream-${state}`}>
        {
          {
            live: 'live',
            paused: 'paused',
            connecting: 'connecting',
            lost: stream === 'live' ? 'no coordinator' : 'no dashboard',
          }[state]
        }
      </p>
      <p class="where" title="The coordinator that this dashboard shows">
        {coordinator}
      </p>
      <Who />
      <Keys />
      <button type="button" class="theme" onClick={() => (choice.value = NEXT[choice.value])}>
        Theme: {choice.value}
      </button>
    </div>
  );
}

/** Who uses the page, as what; an open coordinator asks nobody. */
function Who() {
  const known = person.value;
  if (!known || isOpen()) return null;
  return (
    <p class="who">
      <span>
        <b>{known.name}</b> {known.role}
      </span>
      <button type="button" onClick={() => void signOut()}>
        Sign out
      </button>
    </p>
  );
}

function Content() {
  const limits = limitedTo();
  const seen = summary.value;
  const { up, stream, why, coordinator } = link.value;
  if (limits.length > 0) return <Limited to={limits} />;
  if (!seen) return <Waiting />;
  const stale =
    stream === 'lost'
      ? 'The dashboard does not answer. The data shown is out of date. Reconnecting…'
      : stream === 'live' && !up
        ? `The coordinator at ${coordinator} does not answer (${why}). The data shown is out of date. Reconnecting…`
        : '';
  return (
    <>
      {stale && (
        <p class="banner" role="alert">
          {stale}
        </p>
      )}
      <Current />
    </>
  );
}

/** The pages show the whole fleet. */
function Limited({ to }: { to: readonly string[] }) {
  return (
    <Page title="Your role is not for the whole fleet">
      <p>
        It is for {to.join(', ')}. The pages show all deployments, so use the command line, or ask an admin for a role for all.
      </p>
    </Page>
  );
}

function Waiting() {
  const { up, stream, why, coordinator } = link.value;
  if (stream === 'live' && !up && why) {
    return (
      <Page title="No coordinator">
        <Empty title={`The coordinator at ${coordinator} does not answer: ${why}`}>
          {isHere(coordinator) ? (
            <>
              <p>Start it with this command. This page then reconnects automatically.</p>
              <Command>{commands.coordinator(link.value)}</Command>
            </>
          ) : (
            <p>Start it on that machine. This page then reconnects automatically.</p>
          )}
          <p>Or run the demo on this machine. It has its own dashboard.</p>
          <Command>{commands.demo()}</Command>
        </Empty>
      </Page>
    );
  }
  return (
    <Page title="Vedette">
      {stream === 'lost' ? (
        <p class="failure">The dashboard does not answer. Reconnecting…</p>
      ) : (
        <p class="dim">Connecting…</p>
      )}
    </Page>
  );
}

function Current() {
  const seen = summary.value!;
  const at = route.value;
  switch (at.page) {
    case 'overview':
      return <OverviewPage summary={seen} />;
    case 'fleet':
      return <FleetPage summary={seen} />;
    case 'device':
      return <DevicePage key={at.agentId} agentId={at.agentId} />;
    case 'camera':
      return <CameraPage key={`${at.agentId}/${at.cameraId}`} agentId={at.agentId} cameraId={at.cameraId} />;
    case 'deployments':
      return <DeploymentsPage />;
    case 'deployment':
      return <DeploymentPage key={at.name} name={at.name} />;
    case 'rounds':
      return <RoundsPage />;
    case 'distillations':
      return <DistillationsPage />;
    case 'versions':
      return <VersionsPage />;
    case 'teachers':
      return <TeachersPage />;
    case 'models':
      return <ModelsPage />;
    case 'version':
      return <VersionPage reference={{ name: at.name, number: at.number }} />;
    case 'rollouts':
      return <RolloutsPage summary={seen} />;
    case 'events':
      return <EventsPage />;
    case 'frames':
      return <FramesPage />;
    case 'review':
      return <ReviewPage />;
    case 'quarantine':
      return <QuarantinePage />;
    case 'storage':
      return <StoragePage />;
    case 'audit-log':
      return <AuditLogPage />;
    case 'people':
      return <PeoplePage />;
    case 'unknown':
      return (
        <Page title="No such page">
          <p>
            The dashboard has no page <code>{at.path}</code>. Go to the <a href="/">overview</a>.
          </p>
        </Page>
      );
  }
}
