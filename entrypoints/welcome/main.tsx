import { render } from 'preact';
import { fenced } from '../options/fenced';
import { App } from './App';

const root = document.getElementById('app');
if (root === null) throw new Error('welcome: no #app in index.html');
render(fenced('The welcome page', 'welcome', <App />), root);
