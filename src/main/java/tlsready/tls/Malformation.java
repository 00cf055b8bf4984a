package tlsready.tls;

/** Ends the reading of a hello; never leaves this package. It has no stack trace: strangers trigger it at will. */
final class Malformation extends Exception {
    private final HelloFlaw flaw;

    Malformation(HelloFlaw flaw, String sentence) {
        super(sentence, null, false, false);
        this.flaw = flaw;
    }

    HelloResult.Malformed result() {
        return new HelloResult.Malformed(flaw, getMessage());
    }
}
