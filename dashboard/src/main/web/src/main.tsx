import { render } from 'preact';
import { listen } from './live/state';
import { followLinks } from './navigation';
import { Shell } from './Shell';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/loop.css';
import './styles/pages.css';
import './styles/lists.css';
import './styles/frames.css';
import './styles/deployments.css';
import './styles/history.css';
import './styles/models.css';

followLinks();
listen();
render(<Shell />, document.getElementById('app')!);
