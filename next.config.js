/** @type {import('next').NextConfig} */
const nextConfig = {
  agentRules: false,
  experimental: {
    agentUpgrade: false,
    serverActions: { bodySizeLimit: '2mb' },
  },
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['@electric-sql/pglite', 'pg', '@neondatabase/serverless', 'ws', 'sharp'],
  outputFileTracingIncludes: { '/*': ['./db/migrations/**/*'] },
  outputFileTracingExcludes: { '/*': ['./.data/**/*'] },
};

export default nextConfig;
