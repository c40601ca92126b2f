/** @type {import('next').NextConfig} */
const nextConfig = {
  agentRules: false,
  experimental: {
    agentUpgrade: false,
    serverActions: { bodySizeLimit: '2mb' },
  },
  // `next dev` is visited under both names of this machine.
  allowedDevOrigins: ['127.0.0.1', 'localhost'],
  poweredByHeader: false,
  // `npm run check` holds the types; a build needs none of the tests' packages.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  serverExternalPackages: [
    '@electric-sql/pglite',
    'pg',
    '@neondatabase/serverless',
    'ws',
    'sharp',
    'email-reply-parser',
  ],
  outputFileTracingIncludes: { '/*': ['./db/migrations/**/*'] },
  outputFileTracingExcludes: { '/*': ['./.data/**/*'] },
};

export default nextConfig;
