FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# For the build, which bundles scripts and writes the third-party notices.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null && rm -rf /var/lib/apt/lists/*
# Restored first, so that a change of code alone does not download packages again.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/Workshop.Data/Workshop.Data.csproj src/Workshop.Data/packages.lock.json src/Workshop.Data/
COPY src/Workshop.Web/Workshop.Web.csproj src/Workshop.Web/packages.lock.json src/Workshop.Web/
RUN dotnet restore src/Workshop.Web --use-current-runtime --locked-mode
COPY src/Workshop.Web/package.json src/Workshop.Web/package-lock.json src/Workshop.Web/.npmrc src/Workshop.Web/
RUN npm ci --prefix src/Workshop.Web
COPY .editorconfig LICENSE ./
COPY src src
RUN dotnet publish src/Workshop.Web --no-restore --use-current-runtime --no-self-contained --configuration Release --output /app && ln -s Workshop.Web /app/workshop

# The "extra" image has the time zones and ICU; it has no shell, no package manager and no root user.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
COPY --from=build /app /app
WORKDIR /app
USER 1654
ENV PATH=/app:$PATH ASPNETCORE_HTTP_PORTS=8080 DOTNET_EnableDiagnostics_Debugger=0 DOTNET_EnableDiagnostics_Profiler=0
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["workshop", "healthcheck"]
ENTRYPOINT ["workshop"]
