'use client';

import { useEffect } from 'react';
import { watchReading } from './reading';

/**
 * Marks as read what is read. Where only unread posts are shown they are told of when the page is left, so that none
 * goes from under one's eyes. Without JavaScript there is "Mark all as read".
 */
export function ReadMarker({ isToldLate = false }: { isToldLate?: boolean }) {
  useEffect(() => watchReading(isToldLate), [isToldLate]);
  return null;
}
