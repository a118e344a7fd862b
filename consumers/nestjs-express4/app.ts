import "reflect-metadata";
import { Controller, type INestApplication, Module, Post, Req, Res } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import type { Request, Response } from "express";
import { createReceiver, toNodeHandler } from "mendix-webhooks/receiver";

export const branches: string[] = [];

const receive = toNodeHandler(
  createReceiver({
    secrets: () => process.env.WEBHOOK_SECRET ?? "",
    on: { "teamserver.push": ({ branchName }) => branches.push(branchName) },
  }),
);

@Controller("webhooks")
class WebhooksController {
  @Post()
  receive(@Req() request: Request, @Res() response: Response): Promise<void> {
    return receive(request, response);
  }
}

@Module({ controllers: [WebhooksController] })
class AppModule {}

/** Nest parses every body; with `rawBody` it also keeps the bytes, which are what is signed. */
export const createApp = (): Promise<INestApplication> =>
  NestFactory.create(AppModule, { rawBody: true, logger: ["error"] });
