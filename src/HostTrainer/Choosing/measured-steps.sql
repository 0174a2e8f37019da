-- Errors of plans measured to explain points of a front. REAL columns hold IEEE 754 doubles and read back bit for bit.
CREATE TABLE measured_steps (
    subject TEXT NOT NULL,                      -- SHA-256 over model, speech and how it was split
    genome  TEXT NOT NULL,                      -- values in gene order, separated by blanks
    error   REAL NOT NULL,                      -- worst subset, percent
    PRIMARY KEY (subject, genome)
) STRICT, WITHOUT ROWID;

-- Transmitted inputs of the same plans; no rows for plans without delta thresholds.
CREATE TABLE measured_step_fractions (
    subject  TEXT NOT NULL,
    genome   TEXT NOT NULL,
    layer    INTEGER NOT NULL,                  -- in data-path order, from 0
    fraction REAL NOT NULL,                     -- share of inputs that were transmitted, 0 to 1
    PRIMARY KEY (subject, genome, layer)
) STRICT, WITHOUT ROWID;
