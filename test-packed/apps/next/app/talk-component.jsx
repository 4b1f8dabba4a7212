'use client';

import { MixnetClient } from 'peapod';
import { useEffect } from 'react';
import { talk } from './talk';

/** A client component: rendered on the server too, run in the browser. */
export function Talk() {
  useEffect(() => {
    talk(MixnetClient);
  }, []);
  return <output />;
}
