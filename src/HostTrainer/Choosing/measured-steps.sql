-- Errors of plans measured to explain points of a front. REAL columns hold IEEE 754 doubles and read back bit for bit.
CREATE TABLE measured_steps (
    subject TEXT NOT NULL,                      -- SHA-256 over model, speech and how it was split
    genome  TEXT NOT NULL,                      -- values in gene order, separated by blanks
    error   REAL NOT NULL,                      -- worst subset, percent
    work    REAL,                               -- share of 16 bits everywhere; null when not known
    PRIMARY KEY (subject, genome)
) STRICT, WITHOUT ROWID;
