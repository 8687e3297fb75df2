// First of all: without it nothing below could say a word.
import '@/lib/platform/words';

import { render } from 'preact';
import { dressPage } from '@/components/ui/dress-page';
import { say } from '@/lib/base/words';
import { fenced } from '../options/fenced';
import { App } from './App';

dressPage('welcome_title');
const root = document.getElementById('app');
if (root === null) throw new Error('welcome: no #app in index.html');
render(fenced(say('broken_part_welcome'), 'welcome', <App />), root);
