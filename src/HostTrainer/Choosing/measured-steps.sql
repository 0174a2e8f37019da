-- Errors of plans measured to explain points of a front. REAL columns hold IEEE 754 doubles and read back bit for bit.
CREATE TABLE measured_steps (
    subject TEXT NOT NULL,                      -- SHA-256 over model hash, corpus path and errors at 16 bits
    genome  TEXT NOT NULL,                      -- bits in gene order, separated by blanks
    error   REAL NOT NULL,                      -- worst subset, percent
    PRIMARY KEY (subject, genome)
) STRICT, WITHOUT ROWID;
