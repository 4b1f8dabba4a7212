import { MixnetClient } from 'peapod';
import { talk } from './talk.js';

talk(MixnetClient);
