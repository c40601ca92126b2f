import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { Composer } from '@/components/feed/composer.client';
import { Typeahead } from '@/components/feed/typeahead.client';
import { Live } from '@/components/frame/live.client';
import { Shortcuts } from '@/components/frame/shortcuts.client';
import { SoftNavigation } from '@/components/frame/soft-navigation.client';
import './globals.css';

export const metadata: Metadata = { applicationName: 'Chatter', robots: { index: false } };

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#191b21' },
  ],
};

/** The leaves stand here, outside the pages, so that they live on from page to page. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        {children}
        <SoftNavigation />
        <Shortcuts />
        <Composer />
        <Typeahead />
        <Live />
      </body>
    </html>
  );
}
