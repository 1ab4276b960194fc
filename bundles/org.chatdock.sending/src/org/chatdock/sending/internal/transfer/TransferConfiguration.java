// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.transfer;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration {@code org.chatdock.transfer}. Without it nothing is offered. */
@ObjectClassDefinition(name = "Chatdock: transfer", description = "How conversations are handed over.")
public @interface TransferConfiguration {
    String PID = "org.chatdock.transfer";

    @AttributeDefinition(name = "Address", description = "The http or https address that hands a conversation over.")
    String url() default "";

    @AttributeDefinition(name = "Address of the targets",
            description = "The http or https address of the list of those who could take one.")
    String targetsUrl() default "";

    @AttributeDefinition(name = "Credentials in", options = { @Option(label = "Headers", value = "HEADER"),
            @Option(label = "Query", value = "QUERY") },
            description = "Where company and token travel: HEADER, or QUERY for gateways that ask for it.")
    String credentialsIn() default "HEADER";

    @AttributeDefinition(name = "Name of the company's parameter",
            description = "The header or query parameter that carries the company's id.")
    String corpParameterName() default "corpid";

    @AttributeDefinition(name = "Name of the token's parameter",
            description = "The header or query parameter that carries the token.")
    String tokenParameterName() default "token";

    @AttributeDefinition(name = "Connect timeout (ms)", min = "1", max = "600000",
            description = "How long one address of the service may take to accept a connection, in milliseconds.")
    int connectTimeoutMillis() default 5000;

    @AttributeDefinition(name = "Answer timeout (ms)", min = "1", max = "600000",
            description = "How long nothing may come or go on the connection, in milliseconds.")
    int answerTimeoutMillis() default 15000;
}
