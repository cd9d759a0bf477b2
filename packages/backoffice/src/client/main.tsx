import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './query-client.ts';
import { createOfficeRouter } from './router.tsx';
import { AnnouncerProvider } from './shell/announcer.tsx';
import './styles/office.css';

// A page that tells of an error has the looks of the office and none of its screens.
const root = document.getElementById('office');

// A new version was installed while this tab was open: its pages have other names now.
window.addEventListener('vite:preloadError', () => window.location.reload());

if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <AnnouncerProvider>
          <RouterProvider router={createOfficeRouter(queryClient)} />
        </AnnouncerProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
