import { signInMatrix } from './sign-in-matrix';

signInMatrix('Firefox');
