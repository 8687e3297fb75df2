import { render } from 'preact';
import { dressPage } from '@/components/ui/dress-page';
import { plugInWords } from '@/lib/platform/words';
import { App } from './App';

plugInWords();
dressPage('settings_title');
const root = document.getElementById('app');
if (root === null) throw new Error('options: no #app in index.html');
render(<App />, root);
