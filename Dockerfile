# The server with its models. Build: docker build -t predictql .
# Run: docker run -p 4000:4000 -e PREDICTQL_API_KEYS=name:role:hash predictql
# Who may ask must be said (docs/security.md); with PREDICTQL_ALLOW_ANONYMOUS=1 anybody may read and predict.
# Node 22: the newest release that every dependency runs on. Debian: ONNX Runtime does not run on Alpine.
ARG NODE_IMAGE=node:22-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /build
# .npmrc keeps ONNX Runtime from fetching its CUDA libraries.
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build
# A folder of the build context that holds a registry, to ship instead of models trained here:
# docker build --build-arg REGISTRY=registry .
ARG REGISTRY=
RUN node scripts/assemble-serving.mjs /image \
  && if [ -n "$REGISTRY" ]; then cp -R "$REGISTRY" /image/registry; \
  else node dist/cli/main.js train --registry /image/registry; fi \
  && node dist/cli/main.js models --registry /image/registry

FROM ${NODE_IMAGE}
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /image ./
# The user `node` of the base image, by number, so that platforms can see that it is not root. The files
# belong to root: what serves does not change what it serves.
USER 1000
EXPOSE 4000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4000}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/cli/main.js", "serve"]
