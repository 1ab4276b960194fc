// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.chatdock.connection}. There is a line only while there is one. */
@ObjectClassDefinition(name = "Chatdock connection", description = "The line to the chat gateway.")
@interface ConnectionConfiguration {
    String PID = "org.chatdock.connection";

    @AttributeDefinition(description = "Address of the gateway, ws:// or wss://. {corpId} and {userId} are replaced.")
    String gatewayUrl();

    @AttributeDefinition(description = "Where the credentials travel: HEADER, or QUERY for gateways that need it.")
    String credentialsIn() default "HEADER";

    @AttributeDefinition(description = "Seconds between two heartbeats, the text 'ping'; 0 sends none.")
    int pingIntervalSeconds() default 10;

    @AttributeDefinition(description = "Milliseconds until a TCP connect counts as failed.")
    int connectTimeoutMillis() default 5_000;

    @AttributeDefinition(description = "Milliseconds until a whole try, upgrade included, counts as failed.")
    int upgradeTimeoutMillis() default 10_000;

    @AttributeDefinition(description = "Upper bound of the random wait before a retry, in milliseconds.")
    int retryCapMillis() default 15_000;

    @AttributeDefinition(description = "Seconds the line must be up, with a frame received, before retries start anew.")
    int stableAfterSeconds() default 10;

    @AttributeDefinition(description = "Seconds to the next check after an error that retrying alone does not cure.")
    int recheckSeconds() default 300;

    @AttributeDefinition(description = "Messages in flight from which on the socket is not read.")
    int maxInFlight() default 256;

    @AttributeDefinition(description = "Largest text frame in bytes.")
    int maxTextBytes() default 4 * 1024 * 1024;
}
