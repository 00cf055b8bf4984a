package tlsready.check;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;

/** How waiting rooms are kept. Every setting is explained, with its default, in {@code application.properties}. */
@ConfigMapping(prefix = "room")
public interface RoomConfig {
    /** How long a room takes visits. */
    Duration open();

    /** How long the visits of a closed room can be read. */
    Duration kept();

    /** How recently a room must have been watched for visits without a label. */
    Duration window();

    /** Rooms that one address may open in ten minutes. */
    int openings();

    /** How often live pages ask the database while replicas tell each other their news. */
    Duration look();

    /** Most visits of a room. */
    int visits();
}
