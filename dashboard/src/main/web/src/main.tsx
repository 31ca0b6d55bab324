import { render } from 'preact';

render(<h1>Vedette</h1>, document.getElementById('app')!);
