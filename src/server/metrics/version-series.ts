export const versionLabelNames = ['model', 'version'] as const;

/** The labels of everything that is counted by version. */
export type VersionLabels = Readonly<Record<(typeof versionLabelNames)[number], string>>;

/** A registry may hold any number of versions, and clients may ask for each: the numbers shall not. */
const mostVersions = 100;

const others: VersionLabels = { model: 'other', version: 'other' };

/**
 * What is counted for each version, made when the version is first seen and found again without a new
 * object. Versions come from the registry, never from requests; past the first hundred they are counted
 * together, as model and version `other`.
 */
export class VersionSeries<Series> {
  readonly #models = new Map<string, Map<string, Series>>();
  #count = 0;
  #others: Series | undefined;

  constructor(private readonly create: (labels: VersionLabels) => Series) {}

  of({ model, version }: VersionLabels): Series {
    return this.#models.get(model)?.get(version) ?? this.#add(model, version);
  }

  #add(model: string, version: string): Series {
    if (this.#count >= mostVersions) {
      this.#others ??= this.create(others);
      return this.#others;
    }
    this.#count++;
    const series = this.create({ model, version });
    const versions = this.#models.get(model) ?? new Map<string, Series>();
    this.#models.set(model, versions.set(version, series));
    return series;
  }
}
