// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration {@code org.chatdock.store}. */
@ObjectClassDefinition(name = "Chatdock: store", description = "Where the agent's messages are kept.")
public @interface StoreConfiguration {
    @AttributeDefinition(name = "Keep", options = { @Option(label = "On disk", value = "DISK"),
            @Option(label = "In memory", value = "MEMORY") },
            description = "DISK keeps messages for good; MEMORY writes nothing to disk, and forgets all at the end.")
    String keep() default "DISK";

    @AttributeDefinition(name = "Directory", required = false,
            description = "The directory of messages.db; its parent must exist. Empty: in the workspace's metadata.")
    String directory() default "";

    @AttributeDefinition(name = "Account", required = false,
            description = "Whose messages these are: any text that names the agent's account at the gateway. Each has "
                    + "a store of its own; the first one's is the directory itself. Empty: one store for all.")
    String account() default "";

    @AttributeDefinition(name = "Durability", options = { @Option(label = "Full", value = "FULL"),
            @Option(label = "Normal", value = "NORMAL") },
            description = "FULL survives a power failure; NORMAL only a crash of the program, and is a little faster.")
    String synchronous() default "FULL";

    @AttributeDefinition(name = "Encryption", options = { @Option(label = "With a key", value = "AUTO"),
            @Option(label = "None", value = "NONE") },
            description = "AUTO encrypts: a new store, which does not begin where nothing keeps its key, and one that "
                    + "is there and not encrypted, as soon as something keeps its key. NONE begins a store that "
                    + "everybody can read, and leaves one that is there as it is, encrypted or not.")
    String encryption() default "AUTO";

    @AttributeDefinition(name = "Abandon", required = false,
            description = "The id of a store whose key is lost, as its status and the log name it: its file is set "
                    + "aside, and an empty store begins.")
    String abandon() default "";

    @AttributeDefinition(name = "Answer within (seconds)",
            description = "How long a customer may wait for an answer; the deadline is told from it. 0: none.")
    int answerWithinSeconds() default 0;

    @AttributeDefinition(name = "Search index", required = false,
            description = "Without it a search still finds everything, but takes seconds for each million messages.")
    boolean searchIndex() default true;

    @AttributeDefinition(name = "Keep for (days)",
            description = "Older messages are removed, unread or unanswered ones too, by this machine's clock or the "
                    + "newest message that was received, whichever is earlier. 0: all are kept. On disk only.")
    int keepDays() default 0;

    @AttributeDefinition(name = "Keep at most (megabytes)",
            description = "When the store uses more, the oldest messages are removed until it uses a tenth less. The "
                    + "file itself does not become shorter; what is free in it is used again. 0: no limit. On disk "
                    + "only.")
    int maxMegabytes() default 0;
}
