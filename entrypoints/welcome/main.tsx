import { render } from 'preact';
import { dressPage } from '@/components/ui/dress-page';
import { say } from '@/lib/base/words';
import { plugInWords } from '@/lib/platform/words';
import { fenced } from '../options/fenced';
import { App } from './App';

plugInWords();
dressPage('welcome_title');
const root = document.getElementById('app');
if (root === null) throw new Error('welcome: no #app in index.html');
render(fenced(say('broken_part_welcome'), 'welcome', <App />), root);
