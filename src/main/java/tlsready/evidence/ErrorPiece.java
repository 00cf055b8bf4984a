package tlsready.evidence;

/** Error messages of programs, in any text around them. */
final class ErrorPiece implements PieceReader {
    private final KnownErrors errors;

    ErrorPiece(KnownErrors errors) {
        this.errors = errors;
    }

    @Override
    public String name() {
        return "error message";
    }

    @Override
    public boolean recognises(Paste paste) {
        return true; // a single line, anywhere
    }

    @Override
    public void read(Paste paste, Notebook notes) {
        for (int i = 0; i < paste.size(); i++) {
            if (!notes.isUnderstood(i)) {
                Line line = paste.line(i);
                errors.in(line.text()).forEach(error -> notes.add(new Claim.ErrorIs(error.id(), error.name()), line));
            }
        }
    }
}
