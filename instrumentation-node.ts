/** Boots the app. What fails here ends the process: Next would go on and answer every request with a 500. */
export async function start(options: { isDevelopment: boolean }) {
  try {
    const { boot } = await import('./lib/boot');
    await boot(options);
  } catch (error) {
    process.stderr.write(`Chatter cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
