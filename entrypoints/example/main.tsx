import { render } from 'preact';
import { fenced } from '../options/fenced';
import { App } from './App';

const root = document.getElementById('app');
if (root === null) throw new Error('example: no #app in index.html');
render(fenced('The example chat', 'example', <App />), root);
