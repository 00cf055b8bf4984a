package tlsready.cases;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A receipt and its signature.
 *
 * @param kid name of the key
 * @param jws the compact form: the receipt again, as it was signed
 */
public record SignedReceipt(Receipt receipt, String kid, String jws) {
    /** What the header of the signature says it is. */
    static final String TYPE = "tls-ready-receipt+jws";

    static SignedReceipt of(Receipt receipt, SigningKey key) {
        String kid = key.open().kid();
        byte[] header = ReceiptJson.canonical(Map.of("alg", "EdDSA", "kid", kid, "typ", TYPE));
        return new SignedReceipt(
                receipt,
                kid,
                Jws.sign(header, ReceiptJson.canonical(receipt), key).compact());
    }

    /** The file to keep: the receipt to be read, and the signature, which holds it once more. */
    public String file() {
        var members = new LinkedHashMap<String, Object>();
        members.put("jws", jws);
        members.put("receipt", receipt);
        return ReceiptJson.pretty(members);
    }
}
