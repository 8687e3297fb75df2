// First of all: without it nothing below could say a word.
import '@/lib/platform/words';

import { render } from 'preact';
import { dressPage } from '@/components/ui/dress-page';
import { App } from './App';

dressPage('settings_title');
const root = document.getElementById('app');
if (root === null) throw new Error('options: no #app in index.html');
render(<App />, root);
