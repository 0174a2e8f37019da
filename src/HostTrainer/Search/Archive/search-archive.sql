-- Archive of precision searches. REAL columns hold IEEE 754 doubles and read back bit for bit.
CREATE TABLE runs (
    run         INTEGER PRIMARY KEY,
    created     TEXT    NOT NULL,               -- UTC, ISO 8601
    settings    TEXT    NOT NULL,               -- JSON; decides the whole course of the search
    evaluations INTEGER NOT NULL,               -- budget; may be raised later
    seconds     REAL    NOT NULL DEFAULT 0      -- time spent so far
) STRICT;

-- Errors of the plan with 16 bits everywhere, measured first.
CREATE TABLE baseline_errors (
    run    INTEGER NOT NULL REFERENCES runs (run),
    subset INTEGER NOT NULL,
    error  REAL    NOT NULL,                    -- percent
    PRIMARY KEY (run, subset)
) STRICT, WITHOUT ROWID;

-- One row per evaluated genome. sequence is the place in the search, not the order of completion.
-- The objectives are the columns error, size_mib, speedup, energy_uj; which of them count is in the settings.
CREATE TABLE evaluations (
    run         INTEGER NOT NULL REFERENCES runs (run),
    sequence    INTEGER NOT NULL,
    generation  INTEGER NOT NULL,
    drawn       TEXT    NOT NULL,               -- values in gene order as the operators drew them
    genome      TEXT    NOT NULL,               -- the same after repair: what was evaluated
    error       REAL,                           -- worst subset, percent; null when not measured
    size_mib    REAL    NOT NULL,
    compression REAL    NOT NULL,
    speedup     REAL,
    energy_uj   REAL,
    violation   REAL    NOT NULL,               -- sum of relative excesses; 0 is feasible
    violations  TEXT    NOT NULL,               -- sentences, one a line
    beacon      TEXT,                           -- retrained model that was tried; null when none was
    PRIMARY KEY (run, sequence),
    UNIQUE (run, genome)
) STRICT, WITHOUT ROWID;

-- Errors of an evaluation. Base errors may be kept before the evaluation is finished, so there is no reference to its row.
CREATE TABLE subset_errors (
    run      INTEGER NOT NULL REFERENCES runs (run),
    sequence INTEGER NOT NULL,
    source   TEXT    NOT NULL CHECK (source IN ('counted', 'base', 'beacon')),
    subset   INTEGER NOT NULL,
    error    REAL    NOT NULL,                  -- percent
    PRIMARY KEY (run, sequence, source, subset)
) STRICT, WITHOUT ROWID;

-- Share of inputs that were transmitted, of evaluations with delta thresholds.
CREATE TABLE updated_fractions (
    run      INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    layer    INTEGER NOT NULL,                  -- place in the data path, from 0
    fraction REAL    NOT NULL,                  -- 0 to 1
    PRIMARY KEY (run, sequence, layer),
    FOREIGN KEY (run, sequence) REFERENCES evaluations (run, sequence)
) STRICT, WITHOUT ROWID;

-- Retrained models. The file lies in the folder ARCHIVE.beacons/run-N; its name is kept without the folder.
CREATE TABLE beacons (
    run        INTEGER NOT NULL REFERENCES runs (run),
    beacon     TEXT    NOT NULL,                -- as evaluations name it
    sequence   INTEGER NOT NULL,                -- the evaluation it was retrained for
    genome     TEXT    NOT NULL,
    file       TEXT    NOT NULL,
    model_hash TEXT    NOT NULL,
    PRIMARY KEY (run, beacon)
) STRICT, WITHOUT ROWID;
