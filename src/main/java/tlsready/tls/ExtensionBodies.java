package tlsready.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what is inside the extensions. A body that does not keep to its standard is refused, as servers do. */
final class ExtensionBodies {
    private interface Reading<T> {
        T read(ByteCursor body) throws Malformation;
    }

    private final List<Extension> inOrder;

    private ExtensionBodies(List<Extension> inOrder) {
        this.inOrder = inOrder;
    }

    static Extensions read(List<Extension> inOrder) throws Malformation {
        var bodies = new ExtensionBodies(inOrder);
        return new Extensions(
                inOrder,
                bodies.body(Extensions.SERVER_NAME, ExtensionBodies::hostName).orElse(Optional.empty()),
                bodies.list(Extensions.SUPPORTED_VERSIONS, body -> body.inside8("versions")
                        .list16(ProtocolVersion::new)),
                bodies.list(Extensions.SUPPORTED_GROUPS, body -> body.inside16("supported groups")
                        .list16(NamedGroup::of)),
                bodies.list(Extensions.KEY_SHARE, ExtensionBodies::keyShares),
                bodies.list(Extensions.SIGNATURE_ALGORITHMS, body -> body.inside16("signature algorithms")
                        .list16(SignatureScheme::of)),
                bodies.list(Extensions.POINT_FORMATS, body -> body.inside8("point formats")
                        .numbers8()),
                bodies.list(Extensions.ALPN, ExtensionBodies::protocols));
    }

    private <T> List<T> list(int type, Reading<List<T>> reading) throws Malformation {
        return body(type, reading).orElse(List.of());
    }

    private <T> Optional<T> body(int type, Reading<T> reading) throws Malformation {
        for (Extension extension : inOrder) {
            if (extension.type().code() == type) {
                byte[] data = extension.data().toArray();
                var body = new ByteCursor(data, 0, data.length, "extension " + extension.type());
                T read = reading.read(body);
                body.expectEnd();
                return Optional.of(read);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> hostName(ByteCursor body) throws Malformation {
        var names = body.inside16("server names");
        Optional<String> host = Optional.empty();
        while (!names.atEnd()) {
            boolean isHost = names.u8("name type") == 0; // the only type there is (RFC 6066, 3)
            String name = names.inside16("server name").rest().latin1();
            if (isHost && host.isEmpty() && !name.isEmpty()) {
                host = Optional.of(name);
            }
        }
        return host;
    }

    private static List<NamedGroup> keyShares(ByteCursor body) throws Malformation {
        var shares = body.inside16("key shares");
        var groups = new ArrayList<NamedGroup>();
        while (!shares.atEnd()) {
            groups.add(NamedGroup.of(shares.u16("group")));
            shares.inside16("key");
        }
        return groups;
    }

    private static List<String> protocols(ByteCursor body) throws Malformation {
        var names = body.inside16("protocol names");
        var protocols = new ArrayList<String>();
        while (!names.atEnd()) {
            protocols.add(names.inside8("protocol name").rest().latin1());
        }
        return protocols;
    }
}
