import { render } from 'preact';
import { App } from './App';

const root = document.getElementById('app');
if (root === null) throw new Error('welcome: no #app in index.html');
render(<App />, root);
