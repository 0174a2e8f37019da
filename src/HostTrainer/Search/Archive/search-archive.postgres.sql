-- Archive of precision searches in PostgreSQL: the tables of search-archive.sql, column for column, and their version.
CREATE TABLE runs (
    run BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    created TEXT NOT NULL, -- UTC, ISO 8601
    settings TEXT NOT NULL, -- JSON; decides the whole course of the search
    evaluations INTEGER NOT NULL, -- budget; may be raised later
    seconds DOUBLE PRECISION NOT NULL DEFAULT 0 -- time spent so far
);

-- Errors of the plan with 16 bits everywhere, measured first.
CREATE TABLE baseline_errors (
    run BIGINT NOT NULL REFERENCES runs (run),
    subset INTEGER NOT NULL,
    error DOUBLE PRECISION NOT NULL, -- percent
    PRIMARY KEY (run, subset)
);

-- One row per evaluated genome. sequence is the place in the search, not the order of completion.
-- The objectives are the columns error, size_mib, speedup, energy_uj; which of them count is in the settings.
CREATE TABLE evaluations (
    run BIGINT NOT NULL REFERENCES runs (run),
    sequence INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    drawn TEXT NOT NULL, -- values in gene order as the operators drew them
    genome TEXT NOT NULL, -- the same after repair: what was evaluated
    error DOUBLE PRECISION, -- worst subset, percent; null when not measured
    size_mib DOUBLE PRECISION NOT NULL,
    compression DOUBLE PRECISION NOT NULL,
    speedup DOUBLE PRECISION,
    energy_uj DOUBLE PRECISION,
    violation DOUBLE PRECISION NOT NULL, -- sum of relative excesses; 0 is feasible
    violations TEXT NOT NULL, -- sentences, one a line
    beacon TEXT, -- retrained model that was tried; null when none was
    PRIMARY KEY (run, sequence),
    UNIQUE (run, genome)
);

-- Errors of an evaluation. Base errors may be kept before the evaluation is finished, so there is no reference to its row.
CREATE TABLE subset_errors (
    run BIGINT NOT NULL REFERENCES runs (run),
    sequence INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('counted', 'base', 'beacon')),
    subset INTEGER NOT NULL,
    error DOUBLE PRECISION NOT NULL, -- percent
    PRIMARY KEY (run, sequence, source, subset)
);

-- Share of inputs that were transmitted, of evaluations with delta thresholds.
CREATE TABLE updated_fractions (
    run BIGINT NOT NULL,
    sequence INTEGER NOT NULL,
    layer INTEGER NOT NULL, -- place in the data path, from 0
    fraction DOUBLE PRECISION NOT NULL, -- 0 to 1
    PRIMARY KEY (run, sequence, layer),
    FOREIGN KEY (run, sequence) REFERENCES evaluations (run, sequence)
);

-- Retrained models. The file lies in the folder ARCHIVE.beacons/run-N; its name is kept without the folder.
CREATE TABLE beacons (
    run BIGINT NOT NULL REFERENCES runs (run),
    beacon TEXT NOT NULL, -- as evaluations name it
    sequence INTEGER NOT NULL, -- the evaluation it was retrained for
    genome TEXT NOT NULL,
    file TEXT NOT NULL,
    model_hash TEXT NOT NULL,
    PRIMARY KEY (run, beacon)
);

-- One row: the version of these tables (SQLite keeps it in user_version).
CREATE TABLE archive_version (
    version INTEGER NOT NULL
);
