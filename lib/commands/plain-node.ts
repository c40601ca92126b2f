import { register } from 'node:module';

// A command that renders mail needs React's server renderer, which is not there under the condition "react-server"; without
// that condition `server-only` throws. This lets it be the empty module that it is in the app.
const hooks = `export const resolve = (name, context, next) =>
  name === 'server-only' ? { url: 'data:text/javascript,', shortCircuit: true } : next(name, context);`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
