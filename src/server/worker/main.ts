import { Worker } from './worker';

new Worker().start();
