import { lockDirectory } from './lock';

/** Takes the directory and keeps it until it is killed. */
const [dir = ''] = process.argv.slice(2);
lockDirectory(dir).then(
  () => {
    process.stdout.write('locked\n');
    setInterval(() => {}, 1000);
  },
  (error: Error) => {
    process.stdout.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
