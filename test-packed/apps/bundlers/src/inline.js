import { MixnetClient } from 'peapod/inline';
import { talk } from './talk.js';

talk(MixnetClient);
