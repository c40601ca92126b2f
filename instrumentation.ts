// Nothing but this import: Next also compiles this file for the Edge runtime, which has none of node's modules.
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { start } = await import('./instrumentation-node');
    await start({ isDevelopment: process.env.NODE_ENV === 'development' });
  }
}
