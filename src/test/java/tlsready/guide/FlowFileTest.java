package tlsready.guide;

import java.util.Set;

import org.junit.jupiter.api.Test;

import tlsready.knowledge.KnowledgeReader;

class FlowFileTest {
    @Test
    void x() {
        var flow = FlowReader.read(KnowledgeReader.read(), Set.of("dotnet"));
        System.out.println(flow.nodes().size());
    }
}
