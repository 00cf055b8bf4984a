package tlsready;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProbeTest {
    @Test
    void home() {
        RestAssured.get("/").then().statusCode(200);
    }
}

class ProbeProperties {
    @Property
    boolean p(@ForAll int x) {
        return x == x;
    }
}
